/** The packaged services on real PostgreSQL and Kafka, used from outside as a person, a sender or another service would. */
package io.watchfloor.systemtest;
