/**
 * What runs an agent: idle strategies by name, pinning, the measure of the duty cycle. Pinning and tracking act on the agent's own
 * thread. May import OpenHFT Affinity; knows no queue.
 */
package io.strikebook.ipc.agent;
