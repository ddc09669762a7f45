package io.strikebook.feeder.live;

/** What one session counted. The agent's thread writes; allocates nothing. */
final class LiveCounts {
    long messages;
    long bytes;
    long refusals;
    long connections;
    long failedAttempts;
    long interruptions;
    long silences;
    long snapshotsAsked;
    long requests;
    long failedRequests;
    long throttledRequests;
    long lateRecords;
}
