package io.watchfloor.detection.rule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Sigma documents for tests: rules about programs that are started on Windows. */
public final class SigmaRules {
    private SigmaRules() {}

    /** A rule about a program, with tests that pass. */
    public static String tested(String id, String title, String program) {
        return untested(id, title, program) + """
                test:
                  match:
                    - {Image: 'C:\\Tools\\%1$s'}
                  no_match:
                    - {Image: 'C:\\Tools\\other.exe'}
                """.formatted(program);
    }

    /** The same with a case that cannot pass, on line 15. */
    public static String failing(String id, String title, String program) {
        return untested(id, title, program) + """
                test:
                  match:
                    - {Image: 'C:\\Tools\\other.exe'}
                """;
    }

    /** A rule without tests. */
    public static String untested(String id, String title, String program) {
        return """
                title: %s
                id: %s
                status: test
                description: Somebody starts %s.
                level: high
                tags: [attack.discovery, attack.t1033, attack.t9999]
                logsource:
                  product: windows
                  category: process_creation
                detection:
                  selection: {Image|endswith: '\\%s'}
                  condition: selection
                """.formatted(title, id, program, program);
    }

    /** The body that creates a rule of a document. */
    public static ObjectNode body(String sigma) {
        return JsonNodeFactory.instance.objectNode().put("rule_type", "sigma").put("sigma", sigma);
    }
}
