/** A name for the API out of a label: letters, digits and underscores, beginning with a letter. */
export function internalName(label: string): string {
  const plain = label
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return /^[a-z]/.test(plain) ? plain : `x_${plain || Date.now().toString(36)}`;
}
