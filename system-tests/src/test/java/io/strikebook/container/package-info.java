/**
 * The distribution in a container that has nothing else: a base root, a Java runtime and the jars. Images are built by the
 * test; where no registry can be reached, the base is made from Debian's packages. Runs in the integration-test phase, because
 * it needs the packaged distribution. Skipped where there is no container engine, unless {@code STRIKEBOOK_CONTAINERS} is
 * {@code required}, which continuous integration sets.
 */
package io.strikebook.container;
