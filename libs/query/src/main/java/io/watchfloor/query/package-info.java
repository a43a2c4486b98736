/**
 * The query language: Lucene query syntax as analysts know it, its tree, its parser and printer, and the one evaluator. This page is
 * its definition.
 *
 * <h2>Syntax</h2>
 *
 * <table>
 * <caption>Clauses</caption>
 * <tr><th>written</th><th>matches events in which</th></tr>
 * <tr><td>{@code user.name:admin}</td><td>the field has the value</td></tr>
 * <tr><td>{@code message:"failed password"}</td><td>the same for a text with spaces; between quotes nothing is special but
 * {@code \"} and {@code \\}</td></tr>
 * <tr><td>{@code user.name:adm*n?}</td><td>the value matches: {@code *} any characters or none, {@code ?} exactly one; they may lead</td></tr>
 * <tr><td>{@code source.ip:10.0.0.0/8}, {@code source.ip:2001:db8::/32}</td><td>the value is an address of the network</td></tr>
 * <tr><td><code>event.severity:[50 TO 99&#125;</code>, {@code event.severity:>=50}</td><td>the value lies in the range: brackets include the
 * bound, braces exclude it, {@code *} leaves it open</td></tr>
 * <tr><td>{@code @timestamp:[2025-01-01 TO now-1h]}</td><td>the time does; {@code now} takes steps of {@code s m h d w}</td></tr>
 * <tr><td>{@code url.path:/.*\.php/}</td><td>the whole value matches the regular expression (RE2 syntax, {@code /} as {@code \/})</td></tr>
 * <tr><td>{@code _exists_:user.name}, {@code user.name:*}</td><td>the field has a value</td></tr>
 * <tr><td>{@code mimikatz}, {@code "failed password"}, {@code mimi*}</td><td>any string value holds the text</td></tr>
 * <tr><td>{@code user.name:(root OR adm*)}</td><td>the field matches the group</td></tr>
 * <tr><td>{@code *}, {@code *:*}</td><td>always</td></tr>
 * </table>
 *
 * <p>Clauses are joined by {@code AND}, {@code OR}, {@code NOT}, in capitals, or {@code &&}, {@code ||}, {@code !}. {@code NOT} binds
 * tighter than {@code AND}, {@code AND} tighter than {@code OR}. Clauses side by side are joined by {@code AND}; {@code -a} is
 * {@code NOT a}, {@code +a} is {@code a}. A backslash takes the next special character as text. A colon behind the first one of a clause
 * is text, so IPv6 addresses and times need no quotes. Fuzzy search ({@code ~}) and boosting ({@code ^}) are refused.
 *
 * <h2>Meaning</h2>
 *
 * <ul>
 * <li>Text compares case-insensitively in every clause, by Unicode's simple mappings and in no locale. Field names are case-sensitive;
 * {@link io.watchfloor.query.FieldAliases} adds short ones.
 * <li>A multi-valued field matches if any of its values does. {@code NOT f:v} also matches events without {@code f}.
 * <li>Keyword fields (all but those of {@link io.watchfloor.query.Fields#isText}) match as a whole: {@code admin*} matches admin and
 * admin_user, not sysadmin.
 * <li>Text fields match as a whole or by tokens, the longest runs of letters, digits, combining marks and underscores: a value or phrase
 * matches when its tokens follow one another, whatever separates them ({@code message:"failed password"} matches "Failed, password",
 * not "failed passwords"); a wildcard also matches a single token. A value without tokens matches as a whole only.
 * <li>A name that ends in {@code .*} means all fields that begin so, but for {@code watchfloor.sequence}, which only its own name means.
 * <li>A clause without field looks into the string values (not numbers) of all fields of
 * {@link io.watchfloor.query.Fields#isSearched}, as if they were text fields.
 * <li>Numbers: {@code event.code:4625} matches 4625, 4625.0 and "4625". A range whose bounds are numbers holds numbers and strings that
 * read as numbers. Between quotes a number is text.
 * <li>IP addresses: an unquoted address matches all its spellings. An IPv4-mapped IPv6 address is the IPv4 address; an IPv4 address never
 * lies in an IPv6 network or range.
 * <li>Ranges compare numbers, else addresses, else times, else texts, whichever all given bounds are; a value that cannot be read so does
 * not match. Times without zone are UTC, compared in microseconds; as a bound a date, hour or minute stands for all of it.
 * <li>Regular expressions match the whole value of every field; {@code .} also matches line ends. {@code \Q} is not supported.
 * </ul>
 *
 * <h2>Stores</h2>
 *
 * <p>{@link io.watchfloor.query.CompiledQuery} decides on a {@link io.watchfloor.query.Document} or on all rows of a
 * {@link io.watchfloor.query.Table} at once, with the same tests: {@code AND} asks the next column only while rows are left, {@code OR}
 * unites, {@code NOT} takes the other rows. Each distinct value of a column need be tested once
 * ({@link io.watchfloor.query.ColumnTest}), and strings without the test's literal not at all.
 *
 * <p>{@link io.watchfloor.query.Evidence} is what an event must show for a query to match it: words, longer texts, addresses, numbers and
 * fields by which an index passes over blocks of events unread. It is never too strict, though it may be too lax: negations, most ranges
 * and patterns of short pieces say no more than that the field is there. {@link io.watchfloor.query.RequiredText} looks for it in JSON.
 *
 * <p>{@link io.watchfloor.query.QueryLimits} bounds what a query may cost.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.query;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
