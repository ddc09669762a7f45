package io.strikebook.ipc.retention;

import io.strikebook.ipc.chronicle.QueueFile;
import io.strikebook.ipc.home.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Decides for each file of a queue whether it goes, oldest first, so that what stays has no hole: after the first file that stays, all
 * stay. The newest file that was written to always stays, and so does everything after it.
 */
public final class RetentionPlan {
    private static final long MS_PER_DAY = 86_400_000L;

    private final Retention retention;
    private final long nowMs;
    private final Function<QueueFile, String> usedBy;

    /**
     * A plan by a home's configuration.
     *
     * @param nowMs  milliseconds since the epoch
     * @param usedBy names who has a file open that no need speaks for, or answers null
     */
    public RetentionPlan(final Retention retention, final long nowMs, final Function<QueueFile, String> usedBy) {
        this.retention = retention;
        this.nowMs = nowMs;
        this.usedBy = usedBy;
    }

    /**
     * Decides for one queue.
     *
     * @param files oldest first
     * @param needs of everybody who reads the queue, or will after a restart
     */
    public List<Decision> decide(final String queue, final List<QueueFile> files, final List<Need> needs) {
        int newest = files.size() - 1;
        while (newest > 0 && files.get(newest).isEmpty()) {
            newest--;
        }
        final List<Decision> decisions = new ArrayList<>();
        boolean kept = false;
        for (int i = 0; i < files.size(); i++) {
            final QueueFile file = files.get(i);
            final String why = i >= newest
                    ? i == newest ? "the newest file" : "made ahead"
                    : kept ? "follows a file that stays" : whyKept(files, i, needs);
            kept |= why != null;
            decisions.add(new Decision(queue, file, why == null, why == null ? "nobody needs it" : why));
        }
        return decisions;
    }

    private String whyKept(final List<QueueFile> files, final int index, final List<Need> needs) {
        final QueueFile file = files.get(index);
        final String limit = limit(file, files.size() - index);
        if (limit != null) {
            return limit;
        }
        if (!files.get(index + 1).beginsWithGroup()) {
            return "its last group goes on in the next file";
        }
        for (final Need need : needs) {
            if (need.through() < file.lastSequence()) {
                return need.reason();
            }
        }
        return usedBy.apply(file);
    }

    private String limit(final QueueFile file, final int filesFromHere) {
        if (retention.keepsAll()) {
            return "retention keeps all";
        }
        if (filesFromHere <= retention.keepFiles()) {
            return "retention keeps " + retention.keepFiles() + (retention.keepFiles() == 1 ? " file" : " files");
        }
        return retention.keepDays() > 0 && nowMs - file.endMs() < retention.keepDays() * MS_PER_DAY
                ? "retention keeps " + retention.keepDays() + (retention.keepDays() == 1 ? " day" : " days")
                : null;
    }
}
