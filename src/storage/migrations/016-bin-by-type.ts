/** Lets the bin of one type be shown from its top, however much lies below. */
export function binByType(): string[] {
  return [
    "CREATE INDEX archived_objects_by_type ON archived_objects (portal_id, object_type_id, archived_at, object_id)",
  ];
}
