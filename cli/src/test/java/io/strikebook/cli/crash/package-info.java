/** Tests of the recorded crash as the command line plays it. */
package io.strikebook.cli.crash;
