/** Tests of the recorded crash, by recordings outside the repository. */
package io.strikebook.runner.crash;
