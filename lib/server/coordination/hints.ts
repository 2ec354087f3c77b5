import "server-only";

/**
 * How servers that share a database learn soon of what others have written. A hint says only where to look: what counts is
 * what is then read, which happens every few seconds without any hint, since hints can be lost.
 */
export interface Hints {
  /** Tells the other servers to look. To be called once what they are to see is committed. */
  tell(topic: string): void;
  /**
   * Calls `look` when another server has told this topic, after hints may have been lost, and every five seconds; never twice
   * at once. Failures are logged, and the next look tries again. Returns how to end that.
   */
  follow(topic: string, look: () => Promise<void>): () => void;
}
