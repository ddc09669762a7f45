/** Commands around the life of a home: making it, checking it, waiting for its processes and showing how they are. */
package io.strikebook.cli.home;
