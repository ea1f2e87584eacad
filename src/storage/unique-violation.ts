const sqliteUniqueConstraint = 2067;

/** False where a write failed because another row has the same unique key; other failures are thrown on. */
export async function falseWhereTaken(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    const { code, errcode } = error as { code?: string; errcode?: number };
    if (code === "23505" || errcode === sqliteUniqueConstraint) return false;
    throw error;
  }
}
