/**
 * From Sigma's names to the names of events. A rule says {@code product: windows, category: process_creation} and {@code Image}; a pipeline
 * says which events those are and where they keep it.
 *
 * <p>A pipeline is a YAML file:
 *
 * <pre>{@code
 * name: acme                     # shown in reports
 * description: our own products  # optional
 * priority: 20                   # of joined pipelines the lowest comes first; 50 if absent
 * transformations:               # in order; the earlier outranks the later
 *   - when: {product: acme, service: [vpn, proxy]}   # which rules; also category, and rules by id or name. Absent: all
 *     fields:                    # where events have a field; of several places any may have it
 *       User: user.name
 *       Host: [host.name, host.ip]
 *     keep: [event.*, message]   # fields that have the names of events already
 *     prefix: acme.              # before all others; of several transformations the first that keeps or prefixes a field counts
 *     keywords: [message]        # where keywords look; absent: into all values
 *     conditions:                # how the log source shows in events
 *       event.module: acme
 *   - when: {product: acme, category: process_creation}
 *     conditions:                # or several routes, of which an event takes one
 *       - where: {event.code: [1, 5], event.dataset: acme.process*}
 *       - where: {event.code: 4688}
 *         fields: {Image: acme.new_process}
 *   - when: {product: acme, category: file_access}
 *     reject: Acme does not log it
 * otherwise:                     # for product, category or service that no conditions and no reject decide
 *   reject: not collected        # or labels: {product: logsource.product, ...}, the fields in which events have it
 * }</pre>
 *
 * <p>Each part of a rule's log source is settled by the first transformation with {@code conditions} or {@code reject} whose {@code when}
 * names it; one whose parts are all settled is passed over, so a pipeline that comes first replaces what those behind it say. Conditions of
 * different transformations must all hold. A rule with a part that nothing settles and that {@code otherwise} rejects matches nothing, and
 * its notes say so.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.rules.pipeline;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
