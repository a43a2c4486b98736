package io.watchfloor.promotion.mute;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Promotion;
import io.watchfloor.contracts.Suppression;
import io.watchfloor.contracts.Topics;
import io.watchfloor.platform.envelope.Envelope;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.outbox.OutboxMessage;
import io.watchfloor.rules.suppress.SplitMatch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What this feature tells others. */
final class MuteEvents {
    private static final String SOURCE = "/soc/promotion-service";
    private static final String TYPE = "soc.promotion.suppressed.v1";

    private MuteEvents() {}

    /** A match or a part of it was muted; {@code messageId} is the message that brought it. */
    static OutboxMessage muted(SplitMatch.Part part, String messageId, Instant at) {
        Match match = part.match();
        List<String> events =
                match.occurrences().stream().map(Occurrence::eventId).toList();
        Suppression by = part.suppression();
        Promotion promotion = new Promotion(
                id(by.suppressionId(), messageId),
                match.tenantId(),
                match.ruleId(),
                Promotion.Outcome.MUTED,
                match.matchId(),
                null,
                events.size(),
                events,
                null,
                by.suppressionId(),
                by.reason(),
                match,
                at);
        return message(promotion, match.matchId(), messageId);
    }

    /** A log was not promoted. The same log refused again is the same fact. */
    static OutboxMessage refused(Suppression by, String logId, Instant at) {
        Promotion promotion = new Promotion(
                id(by.suppressionId(), logId),
                by.tenantId(),
                by.ruleId(),
                Promotion.Outcome.MUTED,
                null,
                null,
                1,
                List.of(logId),
                null,
                by.suppressionId(),
                by.reason(),
                null,
                at);
        return message(promotion, logId, null);
    }

    private static OutboxMessage message(
            Promotion promotion, String subject, @org.jspecify.annotations.Nullable String cause) {
        TenantId tenant = new TenantId(promotion.tenantId());
        Envelope envelope = new Envelope(
                promotion.promotionId(), SOURCE, TYPE, subject, promotion.at(), tenant, promotion.matchId(), cause);
        return new OutboxMessage(
                Topics.PROMOTIONS, tenant + "|" + promotion.ruleId(), envelope, ContractJson.write(promotion));
    }

    private static String id(String suppression, String cause) {
        return UUID.nameUUIDFromBytes((suppression + "|" + cause).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
