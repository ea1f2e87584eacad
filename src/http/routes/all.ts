import type { Route } from "../route.ts";
import { accountRoutes } from "./account.ts";
import { appBinRoutes } from "./app-bin.ts";
import { appCallRoutes } from "./app-calls.ts";
import { appOverviewRoutes } from "./app-overview.ts";
import { appRequestRoutes } from "./app-requests.ts";
import { appSessionRoutes } from "./app-session.ts";
import { appTimelineRoutes } from "./app-timeline.ts";
import { associationConfigurationRoutes } from "./association-configurations.ts";
import { associationLabelRoutes } from "./association-labels.ts";
import { associationUsageRoutes } from "./association-usage.ts";
import { associationRoutes } from "./associations.ts";
import { associationV3BatchRoutes } from "./associations-v3-batch.ts";
import { associationV4Routes } from "./associations-v4.ts";
import { associationV4BatchRoutes } from "./associations-v4-batch.ts";
import { batchRoutes } from "./batch.ts";
import { callChoiceRoutes } from "./call-choices.ts";
import { engagementListRoutes } from "./engagement-lists.ts";
import { engagementRoutes } from "./engagements.ts";
import { fileContentRoutes } from "./file-content.ts";
import { fileFolderRoutes } from "./file-folders.ts";
import { fileSearchRoutes } from "./file-search.ts";
import { fileRoutes } from "./files.ts";
import { legacyAccountRoutes } from "./legacy-accounts.ts";
import { limitRoutes } from "./limits.ts";
import { manageOwnerRoutes } from "./manage-owners.ts";
import { mergeRoutes } from "./merge.ts";
import { oauthRoutes } from "./oauth.ts";
import { oauthConsentRoutes } from "./oauth-consent.ts";
import { objectSchemaRoutes } from "./object-schemas.ts";
import { objectRoutes } from "./objects.ts";
import { olderAssociationRoutes } from "./older-associations.ts";
import { olderPropertyRoutes } from "./older-properties.ts";
import { ownerRoutes } from "./owners.ts";
import { pipelineStageRoutes } from "./pipeline-stages.ts";
import { pipelineRoutes } from "./pipelines.ts";
import { propertyRoutes } from "./properties.ts";
import { propertyBatchRoutes } from "./property-batches.ts";
import { propertyGroupRoutes } from "./property-groups.ts";
import { searchRoutes } from "./search.ts";
import { tokenRoutes } from "./tokens.ts";

/** The route table of the API: what the server answers, checks and describes follows from it. */
export const routes: readonly Route[] = [
  ...objectRoutes,
  ...searchRoutes,
  ...batchRoutes,
  ...mergeRoutes,
  ...associationRoutes,
  ...associationV3BatchRoutes,
  ...associationV4Routes,
  ...associationV4BatchRoutes,
  ...associationLabelRoutes,
  ...associationConfigurationRoutes,
  ...associationUsageRoutes,
  ...limitRoutes,
  ...propertyRoutes,
  ...propertyBatchRoutes,
  ...propertyGroupRoutes,
  ...objectSchemaRoutes,
  ...ownerRoutes,
  ...manageOwnerRoutes,
  ...callChoiceRoutes,
  ...accountRoutes,
  ...pipelineRoutes,
  ...pipelineStageRoutes,
  ...fileRoutes,
  ...fileSearchRoutes,
  ...fileFolderRoutes,
  ...fileContentRoutes,
  ...engagementListRoutes,
  ...engagementRoutes,
  ...olderAssociationRoutes,
  ...olderPropertyRoutes,
  ...legacyAccountRoutes,
  ...tokenRoutes,
  ...oauthRoutes,
  ...oauthConsentRoutes,
];

/** What the web app asks beside the API; clients have no use for it, so the public description leaves it out. */
export const appRoutes: readonly Route[] = [
  ...appSessionRoutes,
  ...appCallRoutes,
  ...appOverviewRoutes,
  ...appTimelineRoutes,
  ...appBinRoutes,
  ...appRequestRoutes,
];

export const servedRoutes: readonly Route[] = [...routes, ...appRoutes];
