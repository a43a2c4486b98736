package io.watchfloor.search.opensearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.opensearch.client.RestClient;
import org.opensearch.client.RestClientBuilder;

/** Connections to the nodes as configured: time-outs, trust, authentication. */
final class Connections {
    private Connections() {}

    static RestClient client(OpenSearchConfig config) {
        RestClientBuilder builder = RestClient.builder(
                        config.hosts().stream().map(HttpHost::create).toArray(HttpHost[]::new))
                .setRequestConfigCallback(request -> request.setResponseTimeout(timeout(config.requestTimeout()))
                        .setConnectionRequestTimeout(timeout(config.requestTimeout())))
                .setHttpClientConfigCallback(client -> client.setConnectionManager(pool(config)));
        config.username()
                .ifPresent(user -> builder.setDefaultHeaders(
                        new Header[] {authorization(user, config.password().orElse(""))}));
        return builder.build();
    }

    private static PoolingAsyncClientConnectionManager pool(OpenSearchConfig config) {
        PoolingAsyncClientConnectionManagerBuilder pool = PoolingAsyncClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(config.connectTimeout()))
                        .build())
                .setMaxConnPerRoute(config.connections())
                .setMaxConnTotal(config.connections() * config.hosts().size());
        config.caCertificate()
                .ifPresent(file -> pool.setTlsStrategy(ClientTlsStrategyBuilder.create()
                        .setSslContext(trusting(file))
                        .buildAsync()));
        return pool.build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }

    private static Header authorization(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new BasicHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private static SSLContext trusting(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("ca-" + trusted.size(), each);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("watchfloor.store.opensearch.ca-certificate is not usable: " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
