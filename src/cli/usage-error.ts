/** The command was called wrongly: said in one line, exit code 2. */
export class UsageError extends Error {}
