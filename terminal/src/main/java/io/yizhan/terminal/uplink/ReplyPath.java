package io.yizhan.terminal.uplink;

import io.yizhan.protocol.command.Reply;

/** How an order tells the hub how it goes. Ends once; what is said after that is ignored. For any thread. */
public interface ReplyPath {

    /** A step on the way; lost if the hub is away. */
    void step(Reply.Step step);

    /** Done, and no entry of the journal tells so: a {@code command-done} is written. */
    void done();

    /** Done, and the station's own entry, already written, tells so. */
    void doneAsRecorded();

    /** An enrolment's end, recorded by its own entry; the template (base64) is sent, and kept in memory only. */
    void doneWithTemplate(String template);

    /**
     * It could not be carried out; a {@code command-done} is written. The code is a word of the protocol, as {@code
     * busy}.
     */
    void failed(String code);
}
