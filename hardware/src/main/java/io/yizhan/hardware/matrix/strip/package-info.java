/**
 * Ready-made counter strips at a serial line: they have a font and a scroll of their own and take text. Makers' frames
 * differ, so this one is of our own choice, and the example of how to add one: implement {@code TextBoard} above a
 * {@code ByteLink}, and write a far end for the simulators that refuses what the strip refuses.
 *
 * <p>8N1, 9600 baud unless the settings say otherwise. Both sides send this frame; numbers are unsigned:
 *
 * <pre>
 *   02 | address 1 | number 1 | word 1 | length 1 | payload 0–200 | CRC 2
 * </pre>
 *
 * The length counts the payload. The CRC is CRC-16/CCITT-FALSE (polynomial 1021, start FFFF, high byte first) of
 * address to payload. The address is the strip's, 01 from the works. The number is the sender's, another one for each
 * command; an answer carries that of its command, and the command's word with bit 7 set. A command that comes again
 * with the same number is answered again.
 *
 * <pre>
 *   word             payload                                            answer
 *   01 hello         none                                               status, lines 1, cells across 1
 *   02 show          line 1 (from 0), 00 stands or 01 moves, the text   status
 *   03 brightness    0–15                                               status
 *
 *   status           00 done   01 unknown word   02 no such line   03 unreadable payload
 * </pre>
 *
 * The text is GB18030, at most 198 bytes; an ASCII character takes one cell, every other two. A text that stands there
 * already does not begin anew. A frame with a wrong CRC gets no answer, and neither does one for another address:
 * several strips may share a line. An answer begins within 100 ms. 100 ms without a byte end a frame that is not
 * complete.
 *
 * <p>Example, A023 standing in line 0 of strip 1, as its 5th command:
 *
 * <pre>
 *   02 01 05 02 06 00 00 41 30 32 33 6F 79        answered by   02 01 05 82 01 00 61 13
 * </pre>
 */
@NullMarked
package io.yizhan.hardware.matrix.strip;

import org.jspecify.annotations.NullMarked;
