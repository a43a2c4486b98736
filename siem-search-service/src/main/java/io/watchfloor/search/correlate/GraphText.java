package io.watchfloor.search.correlate;

import io.watchfloor.search.correlate.CorrelationGraph.Edge;
import io.watchfloor.search.correlate.CorrelationGraph.Node;
import io.watchfloor.search.correlate.CorrelationGraph.NodeType;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** A graph in the formats of other programs. */
public final class GraphText {
    private static final String GRAPHML = "http://graphml.graphdrawing.org/xmlns";

    private GraphText() {}

    /** GraphML 1.0, as Gephi, yEd and Cytoscape read it; characters that XML cannot hold are replaced. */
    public static String graphMl(CorrelationGraph graph) {
        StringWriter text = new StringWriter();
        try {
            new Xml(XMLOutputFactory.newFactory().createXMLStreamWriter(text)).write(graph);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a graph could not be written to memory", e);
        }
        return text.toString();
    }

    /** The language of Graphviz: events are boxes, indicators ellipses, hubs are dashed. */
    public static String dot(CorrelationGraph graph) {
        StringBuilder text = new StringBuilder("graph correlation {\n");
        for (Node node : graph.nodes()) {
            boolean isEvent = node.type() == NodeType.EVENT;
            text.append("  ").append(quoted(node.id())).append(" [label=").append(quoted(node.label()));
            text.append(isEvent ? ",shape=box" : ",shape=ellipse");
            text.append(Boolean.TRUE.equals(node.hub()) ? ",style=dashed" : "").append("];\n");
        }
        for (Edge edge : graph.edges()) {
            text.append("  ").append(quoted(edge.source())).append(" -- ").append(quoted(edge.target()));
            text.append(" [label=").append(quoted(edge.field())).append("];\n");
        }
        return text.append("}\n").toString();
    }

    private static String quoted(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.appendCodePoint(c < ' ' ? ' ' : c);
        });
        return text.append('"').toString();
    }

    private record Xml(XMLStreamWriter xml) {
        void write(CorrelationGraph graph) throws XMLStreamException {
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("graphml");
            xml.writeDefaultNamespace(GRAPHML);
            for (String name : new String[] {"type", "label", "timestamp", "depth", "kind", "value", "hub"}) {
                key(name, "node");
            }
            key("field", "edge");
            key("field_value", "edge");
            xml.writeStartElement("graph");
            xml.writeAttribute("id", "correlation");
            xml.writeAttribute("edgedefault", "undirected");
            for (Node node : graph.nodes()) {
                node(node);
            }
            for (Edge edge : graph.edges()) {
                edge(edge);
            }
            xml.writeEndDocument();
            xml.close();
        }

        private void key(String name, String of) throws XMLStreamException {
            xml.writeEmptyElement("key");
            xml.writeAttribute("id", name);
            xml.writeAttribute("for", of);
            xml.writeAttribute("attr.name", name);
            xml.writeAttribute("attr.type", "string");
        }

        private void node(Node node) throws XMLStreamException {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("type", node.type().name().toLowerCase(Locale.ROOT));
            data.put("label", node.label());
            putIfGiven(data, "timestamp", node.timestamp());
            putIfGiven(data, "depth", node.depth());
            putIfGiven(data, "kind", node.kind());
            putIfGiven(data, "value", node.value());
            putIfGiven(data, "hub", node.hub());
            xml.writeStartElement("node");
            xml.writeAttribute("id", clean(node.id()));
            data(data);
        }

        private void edge(Edge edge) throws XMLStreamException {
            xml.writeStartElement("edge");
            xml.writeAttribute("source", clean(edge.source()));
            xml.writeAttribute("target", clean(edge.target()));
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("field", edge.field());
            data.put("field_value", edge.value());
            data(data);
        }

        /** The data of an element, and its end. */
        private void data(Map<String, ?> values) throws XMLStreamException {
            for (Map.Entry<String, ?> value : values.entrySet()) {
                xml.writeStartElement("data");
                xml.writeAttribute("key", value.getKey());
                xml.writeCharacters(clean(value.getValue().toString()));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }

        private static void putIfGiven(Map<String, Object> data, String name, @Nullable Object value) {
            if (value != null) {
                data.put(name, value);
            }
        }

        /** What XML 1.0 allows (§2.2). */
        private static String clean(String text) {
            StringBuilder clean = new StringBuilder(text.length());
            text.codePoints().forEach(c -> clean.appendCodePoint(isAllowed(c) ? c : 0xFFFD));
            return clean.toString();
        }

        private static boolean isAllowed(int c) {
            return c == '\t'
                    || c == '\n'
                    || c == '\r'
                    || (c >= 0x20 && c <= 0xD7FF)
                    || (c >= 0xE000 && c <= 0xFFFD)
                    || c >= 0x10000;
        }
    }
}
