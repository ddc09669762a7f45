/** The command that plays a recorded crash to leveraged accounts; writes nothing but a picture. */
package io.strikebook.cli.crash;
