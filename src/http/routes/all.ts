import type { Route } from "../route.ts";
import { accountRoutes } from "./account.ts";
import { associationRoutes } from "./associations.ts";
import { callChoiceRoutes } from "./call-choices.ts";
import { fileContentRoutes } from "./file-content.ts";
import { fileFolderRoutes } from "./file-folders.ts";
import { fileSearchRoutes } from "./file-search.ts";
import { fileRoutes } from "./files.ts";
import { objectRoutes } from "./objects.ts";
import { ownerRoutes } from "./owners.ts";
import { pipelineStageRoutes } from "./pipeline-stages.ts";
import { pipelineRoutes } from "./pipelines.ts";
import { propertyRoutes } from "./properties.ts";

/** The route table: what the server answers, checks and describes follows from it. */
export const routes: readonly Route[] = [
  ...objectRoutes,
  ...associationRoutes,
  ...propertyRoutes,
  ...ownerRoutes,
  ...callChoiceRoutes,
  ...accountRoutes,
  ...pipelineRoutes,
  ...pipelineStageRoutes,
  ...fileRoutes,
  ...fileSearchRoutes,
  ...fileFolderRoutes,
  ...fileContentRoutes,
];
