package io.watchfloor.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The RSA key pair that signs tokens of a local stack, made at its first start: {@code identity/private.pem} (PKCS#8, 0600) and
 * {@code identity/public.pem} (X.509). In production tokens come from an OIDC provider instead.
 */
public final class LocalIdentity {

    /** Issuer of all local tokens. */
    public static final String ISSUER = "https://watchfloor.local";

    private static final int KEY_BITS = 2048;
    private static final int PEM_LINE = 64;

    private final Path privateFile;
    private final Path publicFile;
    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private LocalIdentity(Path directory) throws GeneralSecurityException {
        privateFile = directory.resolve("private.pem");
        publicFile = directory.resolve("public.pem");
        if (!Files.exists(publicFile)) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            KeyPair pair = generator.generateKeyPair();
            PrivateFiles.write(privateFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            PrivateFiles.write(publicFile, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        }
        KeyFactory keys = KeyFactory.getInstance("RSA");
        privateKey = keys.generatePrivate(new PKCS8EncodedKeySpec(der(privateFile)));
        publicKey = keys.generatePublic(new X509EncodedKeySpec(der(publicFile)));
    }

    /** The identity of a stack's data directory; made if missing. */
    public static LocalIdentity of(Path dataDirectory) {
        try {
            return new LocalIdentity(PrivateFiles.directory(
                    dataDirectory.toAbsolutePath().normalize().resolve("identity")));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new LaunchException(
                    "The keys in " + dataDirectory.resolve("identity") + " cannot be read: " + e.getMessage()
                            + ". Remove that directory to have new ones made; tokens issued before stop working.",
                    e);
        }
    }

    private static String pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    private static byte[] der(Path file) {
        String text = PrivateFiles.once(file, () -> "");
        return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
    }

    /** File with the PKCS#8 PEM private key. */
    public Path privateFile() {
        return privateFile;
    }

    /** File with the PEM public key. */
    public Path publicFile() {
        return publicFile;
    }

    /** Signs tokens. */
    public PrivateKey privateKey() {
        return privateKey;
    }

    /** Verifies tokens. */
    public PublicKey publicKey() {
        return publicKey;
    }

    /** Key id: the first 64 bits of the public key's SHA-256, hex. */
    public String keyId() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded()), 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
