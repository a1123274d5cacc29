/** The migration cannot go on. The message says what is wrong and how to fix it. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}
