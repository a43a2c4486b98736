package io.watchfloor.attack.stix;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object of a bundle, as far as it is looked at: STIX 2.1 §4 and §5, and ATT&amp;CK's extensions ({@code x_mitre_…},
 * attack-stix-data, USAGE.md).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record StixObject(
        @JsonProperty("type") @Nullable String type,
        @JsonProperty("id") @Nullable String id,
        @JsonProperty("modified") @Nullable String modified,
        @JsonProperty("name") @Nullable String name,
        @JsonProperty("description") @Nullable String description,
        @JsonProperty("revoked") @Nullable Boolean revoked,
        @JsonProperty("external_references") @Nullable List<Reference> references,
        @JsonProperty("kill_chain_phases") @Nullable List<Phase> phases,
        @JsonProperty("relationship_type") @Nullable String relationship,
        @JsonProperty("source_ref") @Nullable String source,
        @JsonProperty("target_ref") @Nullable String target,
        @JsonProperty("tactic_refs") @Nullable List<String> tactics,
        @JsonProperty("x_mitre_deprecated") @Nullable Boolean deprecated,
        @JsonProperty("x_mitre_domains") @Nullable List<String> domains,
        @JsonProperty("x_mitre_is_subtechnique") @Nullable Boolean subTechnique,
        @JsonProperty("x_mitre_shortname") @Nullable String shortName,
        @JsonProperty("x_mitre_version") @Nullable String version) {
    private static final String ENTERPRISE = "enterprise-attack";
    private static final String ATTACK = "mitre-attack";

    /** A reference to something outside. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Reference(
            @JsonProperty("source_name") @Nullable String source,
            @JsonProperty("external_id") @Nullable String id,
            @JsonProperty("url") @Nullable String url) {
        boolean isAttack() {
            return ATTACK.equals(source) && id != null;
        }
    }

    /** A tactic by its short name. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Phase(
            @JsonProperty("kill_chain_name") @Nullable String chain,
            @JsonProperty("phase_name") @Nullable String name) {}

    boolean isEnterprise() {
        return domains == null || domains.isEmpty() || domains.contains(ENTERPRISE);
    }

    boolean isRevoked() {
        return Boolean.TRUE.equals(revoked);
    }

    boolean isWithdrawn() {
        return isRevoked() || Boolean.TRUE.equals(deprecated);
    }

    /** Its id and page at MITRE. */
    Optional<Reference> attack() {
        return references == null
                ? Optional.empty()
                : references.stream().filter(Reference::isAttack).findFirst();
    }

    List<String> phaseNames() {
        return phases == null
                ? List.of()
                : phases.stream()
                        .filter(phase -> ATTACK.equals(phase.chain()) && phase.name() != null)
                        .map(phase -> String.valueOf(phase.name()))
                        .toList();
    }

    /** Whether this is a later version of an object than another. */
    boolean isNewerThan(StixObject other) {
        return text(modified).compareTo(text(other.modified)) > 0;
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
