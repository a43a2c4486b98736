package io.watchfloor.testkit.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes {@code docs/configuration.md} from the {@code @ConfigMapping} interfaces: names, types, defaults, Javadoc. */
public final class ConfigurationReference {
    private record Property(String name, String type, String fallback, String description) {}

    private final Map<String, List<Property>> byModule = new TreeMap<>();

    private ConfigurationReference() {}

    /** The page, from the sources under {@code root}. */
    public static String of(Path root) throws IOException {
        ConfigurationReference reference = new ConfigurationReference();
        for (Path source : configurations(root)) {
            reference.read(root, source);
        }
        return reference.page();
    }

    private static List<Path> configurations(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root, 12)) {
            return files.filter(file -> file.toString().contains("src/main/java"))
                    .filter(file -> file.getFileName().toString().endsWith("Config.java"))
                    .sorted()
                    .toList();
        }
    }

    private void read(Path root, Path source) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> units = files.getJavaFileObjects(source);
            JavacTask task =
                    (JavacTask) compiler.getTask(null, files, problem -> {}, List.of("-proc:none"), null, units);
            DocTrees docs = DocTrees.instance(task);
            String module = root.relativize(source).toString().split("/src/main")[0];
            for (CompilationUnitTree unit : task.parse()) {
                for (Tree type : unit.getTypeDecls()) {
                    TreePath path = TreePath.getPath(unit, type);
                    if (type instanceof ClassTree config) {
                        annotation(config.getModifiers().getAnnotations(), "ConfigMapping", "prefix")
                                .ifPresent(prefix -> members(docs, path, config, prefix, module));
                    }
                }
            }
        }
    }

    private void members(DocTrees docs, TreePath path, ClassTree config, String prefix, String module) {
        for (Tree member : config.getMembers()) {
            if (member instanceof MethodTree method && method.getBody() == null) {
                property(docs, new TreePath(path, method), config, method, prefix, module);
            }
        }
    }

    private void property(
            DocTrees docs, TreePath path, ClassTree owner, MethodTree method, String prefix, String module) {
        var annotations = method.getModifiers().getAnnotations();
        String own = annotation(annotations, "WithName", "value")
                .orElse(kebab(method.getName().toString()));
        boolean parent = annotations.stream()
                .anyMatch(a -> a.getAnnotationType().toString().equals("WithParentName"));
        String type = method.getReturnType().toString();
        String name = parent ? prefix : prefix + "." + own;
        Optional<ClassTree> nested = nested(owner, type);
        if (nested.isPresent()) {
            String inner = type.startsWith("Map<") ? name + ".<name>" : name;
            members(docs, new TreePath(path.getParentPath(), nested.get()), nested.get(), inner, module);
            return;
        }
        String fallback = annotation(annotations, "WithDefault", "value")
                .map(value -> "`" + value + "`")
                .orElse(type.startsWith("Optional") ? "none" : "required");
        byModule.computeIfAbsent(module, m -> new ArrayList<>())
                .add(new Property(name, simple(type), fallback, comment(docs, path)));
    }

    private static Optional<ClassTree> nested(ClassTree owner, String type) {
        return owner.getMembers().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .filter(inner -> type.equals(inner.getSimpleName().toString())
                        || type.endsWith(", " + inner.getSimpleName() + ">"))
                .findFirst();
    }

    private static String simple(String type) {
        return type.replace("Optional<", "").replace(">", type.startsWith("Optional<") ? "" : ">");
    }

    private static String comment(DocTrees docs, TreePath path) {
        DocCommentTree comment = docs.getDocCommentTree(path);
        if (comment == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        comment.getFullBody().forEach(text::append);
        return String.join(" ", text.toString().strip().split("\\s+"))
                .replace("{@code ", "`")
                .replace("}", "`")
                .replace("|", "\\|");
    }

    private static Optional<String> annotation(List<? extends AnnotationTree> all, String type, String attribute) {
        for (AnnotationTree annotation : all) {
            if (annotation.getAnnotationType().toString().equals(type)) {
                for (ExpressionTree argument : annotation.getArguments()) {
                    ExpressionTree value = argument instanceof AssignmentTree assigned
                                    && assigned.getVariable().toString().equals(attribute)
                            ? assigned.getExpression()
                            : argument;
                    if (value instanceof LiteralTree literal) {
                        return Optional.of(String.valueOf(literal.getValue()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String kebab(String camel) {
        StringBuilder kebab = new StringBuilder();
        for (char c : camel.toCharArray()) {
            kebab.append(Character.isUpperCase(c) ? "-" + Character.toLowerCase(c) : String.valueOf(c));
        }
        return kebab.toString().toLowerCase(Locale.ROOT);
    }

    private String page() {
        StringBuilder page = new StringBuilder("""
                # Configuration

                Made from the code by `./watchfloor docs`; do not edit. Every property can be given in the environment as well
                (`watchfloor.page.cursor-key` as `WATCHFLOOR_PAGE_CURSOR_KEY`). Secrets belong in files or the environment.
                """);
        byModule.forEach((module, properties) -> {
            page.append("\n## ").append(module).append("\n\n");
            page.append("| property | type | default | meaning |\n| --- | --- | --- | --- |\n");
            properties.forEach(p -> page.append(
                    "| `%s` | %s | %s | %s |%n".formatted(p.name(), p.type(), p.fallback(), p.description())));
        });
        return page.toString();
    }
}
