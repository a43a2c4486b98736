package io.watchfloor.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Stands for a packaged service: listens where it is told and says it is ready. */
public final class FakeService {

    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        System.out.println("fake service of " + System.getenv("QUARKUS_DATASOURCE_USERNAME"));
    }

    /** Packages this class as every service of a source tree. */
    static void packageAll(Path servicesDirectory) throws IOException {
        for (Service service : Service.values()) {
            Path application = Files.createDirectories(service.application(servicesDirectory));
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
            String entry = FakeService.class.getName().replace('.', '/') + ".class";
            try (JarOutputStream jar =
                    new JarOutputStream(Files.newOutputStream(application.resolve("quarkus-run.jar")), manifest)) {
                jar.putNextEntry(new JarEntry(entry));
                jar.write(FakeService.class
                        .getClassLoader()
                        .getResourceAsStream(entry)
                        .readAllBytes());
            }
        }
    }
}
