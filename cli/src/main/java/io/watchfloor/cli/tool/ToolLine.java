package io.watchfloor.cli.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.CommandException;

/**
 * A question to a tool: a JSON object on a line of its own.
 *
 * @param number its line in the file, from 1
 */
record ToolLine(long number, ObjectNode question) {
    /** @throws CommandException if the line is no JSON object */
    static ToolLine parse(long number, String line) {
        try {
            if (Api.JSON.readTree(line) instanceof ObjectNode question) {
                return new ToolLine(number, question);
            }
        } catch (JsonProcessingException e) {
            throw new CommandException("Line " + number + " is no JSON: " + e.getOriginalMessage());
        }
        throw new CommandException("Line " + number + " is no object.");
    }

    JsonNode get(String field) {
        return question.path(field);
    }

    /** An answer that has the id of the question and nothing else yet. */
    ObjectNode answer() {
        ObjectNode answer = Api.JSON.createObjectNode();
        answer.set("id", get("id"));
        return answer;
    }

    CommandException refused(String reason) {
        return new CommandException("Line " + number + ": " + reason + ".");
    }
}
