/** A record of which the search segments do not tell the truth: it is new, or has changed since. */
export type SearchChangeRow = {
  portal_id: number;
  object_type_id: string;
  object_id: number;
  /** The record's version; 0 where it lies in the bin, -1 where it is gone for good. */
  version: number;
};

/** What searches see of many records of one type; its parts are described in domain/search/segments. */
export type SearchSegmentRow = {
  portal_id: number;
  object_type_id: string;
  segment_id: number;
  records: number;
  first_id: number;
  last_id: number;
  /** Places of records that do not count any more. */
  dead_count: number;
  dead: Uint8Array;
  summary: string;
};

export type SearchPartRow = { portal_id: number; segment_id: number; part: string; data: Uint8Array };

/** Counts how often the segments of a type were changed. */
export type SearchRevisionRow = { portal_id: number; object_type_id: string; revision: number };
