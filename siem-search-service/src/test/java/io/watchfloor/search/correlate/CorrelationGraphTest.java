package io.watchfloor.search.correlate;

import static io.watchfloor.search.correlate.Events.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.search.correlate.CorrelationGraph.Edge;
import io.watchfloor.search.correlate.CorrelationGraph.Node;
import io.watchfloor.search.correlate.CorrelationGraph.NodeType;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class CorrelationGraphTest {
    private final Events events = new Events();
    private final UUID given = events.add(0, "user.name", "ana", "source.ip", "198.51.100.9");
    private final UUID related = events.add(5, "user.name", "Ana", "source.ip", "198.51.100.10");
    private final CorrelationGraph graph = CorrelationGraph.of(
            events.correlate(CorrelationFields.DEFAULT, within(Duration.ofMinutes(1)), given),
            Map.of(related, "a \"label\" <b> \u0001"));

    @Test
    void onlySharedIndicatorsAreDrawn() {
        assertThat(graph.nodes())
                .extracting(Node::id)
                .containsExactly(given.toString(), related.toString(), "user:ana");
        assertThat(graph.edges())
                .containsExactly(
                        new Edge(given.toString(), "user:ana", "user.name", "ana"),
                        new Edge(related.toString(), "user:ana", "user.name", "Ana"));
    }

    @Test
    void everyEdgeIsAmongTheFieldsOfItsEvent() {
        Map<String, Node> byId =
                graph.nodes().stream().collect(java.util.stream.Collectors.toMap(Node::id, node -> node));
        assertThat(graph.edges()).allSatisfy(edge -> {
            Node event = byId.get(edge.source());
            assertThat(event.type()).isEqualTo(NodeType.EVENT);
            assertThat(event.fields().get(edge.field())).contains(edge.value());
            assertThat(byId.get(edge.target()).type()).isEqualTo(NodeType.INDICATOR);
        });
    }

    @Test
    void graphMlIsXmlWithAllNodesAndEdges() throws Exception {
        Document xml = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(GraphText.graphMl(graph))));
        assertThat(xml.getElementsByTagName("node").getLength()).isEqualTo(3);
        assertThat(xml.getElementsByTagName("edge").getLength()).isEqualTo(2);
        assertThat(xml.getDocumentElement().getTextContent()).contains("a \"label\" <b> \uFFFD");
    }

    @Test
    void dotQuotesWhatItNames() {
        assertThat(GraphText.dot(graph))
                .startsWith("graph correlation {")
                .contains("[label=\"a \\\"label\\\" <b>  \",shape=box]")
                .contains("\"" + given + "\" -- \"user:ana\" [label=\"user.name\"]");
    }

    @Test
    void aHubIsDrawnAndMarked() {
        List.of(1, 2, 3).forEach(second -> events.add(second, "user.name", "ana"));
        CorrelationGraph hubs = CorrelationGraph.of(
                events.correlate(
                        CorrelationFields.DEFAULT, new CorrelationLimits(Duration.ofMinutes(1), 1, 10, 2), given),
                Map.of());
        assertThat(hubs.nodes())
                .filteredOn(node -> Boolean.TRUE.equals(node.hub()))
                .extracting(Node::value)
                .containsExactly("ana");
    }
}
