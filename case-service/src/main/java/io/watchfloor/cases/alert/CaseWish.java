package io.watchfloor.cases.alert;

/** Whether a case is wanted for the alert. */
enum CaseWish {
    NONE,
    /** The rule wants one: not for what arrives late or again. */
    AUTOMATIC,
    /** Someone asks for one now. */
    ASKED
}
