/** A venue in one JVM that trades for a moment and is looked at with every command: so that the JVM can note which classes that takes. */
package io.strikebook.cli.rehearsal;
