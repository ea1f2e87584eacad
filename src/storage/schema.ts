import type { AppSessionRow } from "./app-session-rows.ts";
import type { AttachmentRow, DiscardedContentRow, FileFolderRow, FileRow } from "./file-rows.ts";
import type { PipelineRow, PipelineStageRow } from "./pipeline-rows.ts";
import type { JobRoundRow, NodeLeaseRow, RateCountRow, RecentWriteRow } from "./process-rows.ts";
import type { SearchChangeRow, SearchPartRow, SearchRevisionRow, SearchSegmentRow } from "./search-rows.ts";

/**
 * The rows of each table as both engines give them. Every table of portal data begins its primary key with portal_id,
 * so that the same schema can be sharded by portal. Times are epoch milliseconds; record ids fit 53 bits.
 */

export type PortalRow = {
  portal_id: number;
  name: string;
  account_type: string;
  time_zone: string;
  currency: string;
  /** 1 or 0, null where the server's default decides. */
  strict: number | null;
  /** Raised by every change of definitions, owners or outcomes, so that caches notice. */
  definitions_version: number;
  created_at: number;
};

export type TokenRow = {
  token_hash: string;
  portal_id: number;
  token_id: number;
  name: string;
  app_id: number;
  user_id: number;
  /** Scopes joined by a blank. */
  scopes: string;
  created_at: number;
  /** Null for a private app's token, which is valid until it is revoked. */
  expires_at: number | null;
  revoked_at: number | null;
  /** The OAuth app that it was given to; null for a private app's token. */
  client_id: string | null;
  /** The grant that it came from; null where no user took part. */
  grant_id: string | null;
  /** The limits of rate that it was given: `default`, `off` or the name of a policy. */
  rate_limit: string;
};

/** An app whose users let it in through OAuth. Client ids are looked up before the portal is known. */
export type OauthAppRow = {
  client_id: string;
  /** The portal that the app itself belongs to. */
  portal_id: number;
  app_id: number;
  name: string;
  secret_hash: string;
  /** Signs consent forms. */
  form_key: string;
  /** JSON text of a list. */
  redirect_uris: string;
  scopes: string;
  created_at: number;
};

/** What a user allowed an app: first a code, then the refresh token that it was exchanged for. */
export type OauthGrantRow = {
  /** The hash of the code. */
  grant_id: string;
  /** The portal that let the app in. */
  portal_id: number;
  client_id: string;
  user_id: number;
  scopes: string;
  redirect_uri: string;
  code_challenge: string | null;
  code_challenge_method: string | null;
  code_expires_at: number;
  /** Null until the code was exchanged. */
  refresh_hash: string | null;
  created_at: number;
  revoked_at: number | null;
};

export type OwnerRow = {
  portal_id: number;
  owner_id: number;
  user_id: number;
  email: string;
  first_name: string;
  last_name: string;
  type: string;
  created_at: number;
  updated_at: number;
  archived_at: number | null;
};

export type TeamRow = { portal_id: number; team_id: number; name: string };

export type OwnerTeamRow = { portal_id: number; owner_id: number; team_id: number; is_primary: number };

/** Call outcomes (`outcome`) and call types (`call-type`): named choices of a portal that outlive their deletion. */
export type CallChoiceRow = {
  portal_id: number;
  kind: string;
  choice_id: string;
  label: string;
  position: number;
  deleted: number;
};

/** A property that the portal defined itself; an archived one stays, and so do its values. */
export type PropertyDefinitionRow = {
  portal_id: number;
  object_type_id: string;
  name: string;
  /** JSON text of what the definition says. */
  definition: string;
  created_at: number;
  updated_at: number;
  archived_at: number | null;
  created_user_id: number;
  updated_user_id: number;
};

export type PropertyGroupRow = {
  portal_id: number;
  object_type_id: string;
  name: string;
  label: string;
  display_order: number;
};

/** An object type that the portal defined itself; the row outlives the type, so that its id is never given again. */
export type ObjectSchemaRow = {
  portal_id: number;
  object_type_id: string;
  name: string;
  /** JSON text of what the schema says. */
  definition: string;
  created_at: number;
  updated_at: number;
  archived_at: number | null;
  /** From when on no list shows the archived schema. */
  purged_at: number | null;
  created_user_id: number;
  updated_user_id: number;
};

/** One direction of the associations between an own object type of the portal and another type. */
export type SchemaAssociationTypeRow = {
  portal_id: number;
  association_type_id: number;
  from_type_id: string;
  to_type_id: string;
  name: string;
  inverse_id: number;
  created_at: number;
};

export type ObjectRow = {
  portal_id: number;
  object_type_id: string;
  object_id: number;
  created_at: number;
  updated_at: number;
  /** Counts the writes; names the record's history rows. */
  version: number;
  /** JSON text of the set values, keys in wire order. */
  properties: string;
  /** JSON text of what the type's own rules must remember, or null. */
  rule_state: string | null;
};

export type ArchivedObjectRow = ObjectRow & { archived_at: number };

/** One write to a record: what each changed property held before (JSON text, null for unset). */
export type PropertyHistoryRow = {
  portal_id: number;
  object_type_id: string;
  object_id: number;
  version: number;
  changed_at: number;
  source_type: string;
  source_id: string | null;
  source_label: string | null;
  user_id: number | null;
  previous: string;
};

export type UniqueValueRow = {
  portal_id: number;
  object_type_id: string;
  property_name: string;
  /** The folded value, or its hash where it is long. */
  value_key: string;
  object_id: number;
};

export type AssociationRow = {
  portal_id: number;
  from_type_id: string;
  from_id: number;
  to_type_id: string;
  to_id: number;
  association_type_id: number;
  created_at: number;
};

/** One direction of an association label that the portal made. */
export type AssociationLabelRow = {
  portal_id: number;
  association_type_id: number;
  from_type_id: string;
  to_type_id: string;
  name: string;
  label: string;
  inverse_id: number;
  created_at: number;
};

/** The highest type id that a portal has given to a label. */
export type AssociationLabelIdRow = { portal_id: number; last_id: number };

/** How many associations of a type, built-in or its own, the portal allows a record. */
export type AssociationLimitRow = { portal_id: number; association_type_id: number; max_to_object_ids: number };

/** Which record shows which engagement at its top; hidden while the engagement lies in the bin. */
export type PinRow = {
  portal_id: number;
  engagement_id: number;
  object_type_id: string;
  object_id: number;
  hidden: number;
};

/** Where the values of a record went that was merged into another one. */
export type MergedObjectRow = { portal_id: number; object_type_id: string; object_id: number; primary_id: number };

export type Tables = {
  portals: PortalRow;
  tokens: TokenRow;
  oauth_apps: OauthAppRow;
  oauth_grants: OauthGrantRow;
  owners: OwnerRow;
  teams: TeamRow;
  owner_teams: OwnerTeamRow;
  call_choices: CallChoiceRow;
  property_definitions: PropertyDefinitionRow;
  property_groups: PropertyGroupRow;
  object_schemas: ObjectSchemaRow;
  schema_association_types: SchemaAssociationTypeRow;
  objects: ObjectRow;
  archived_objects: ArchivedObjectRow;
  property_history: PropertyHistoryRow;
  unique_values: UniqueValueRow;
  associations: AssociationRow;
  association_labels: AssociationLabelRow;
  association_label_ids: AssociationLabelIdRow;
  association_limits: AssociationLimitRow;
  pins: PinRow;
  files: FileRow;
  file_folders: FileFolderRow;
  attachments: AttachmentRow;
  discarded_contents: DiscardedContentRow;
  pipelines: PipelineRow;
  pipeline_stages: PipelineStageRow;
  search_changes: SearchChangeRow;
  search_segments: SearchSegmentRow;
  search_parts: SearchPartRow;
  search_revisions: SearchRevisionRow;
  merged_objects: MergedObjectRow;
  node_leases: NodeLeaseRow;
  app_sessions: AppSessionRow;
  job_rounds: JobRoundRow;
  rate_counts: RateCountRow;
  recent_writes: RecentWriteRow;
  migrations: { name: string; applied_at: number };
};
