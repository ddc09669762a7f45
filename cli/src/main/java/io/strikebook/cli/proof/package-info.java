/** Commands on what the auditor proves: an account's inclusion proof, its check, and the audit of a recording; they only read. */
package io.strikebook.cli.proof;
