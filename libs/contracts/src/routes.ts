import * as account from './account.js';
import * as assignments from './assignments.js';
import * as attachments from './attachments.js';
import * as audit from './audit.js';
import * as checks from './checks.js';
import * as checklists from './checklists.js';
import * as clauses from './clauses.js';
import * as community from './community.js';
import * as declarations from './conflict-declarations.js';
import * as convenzioneTerms from './convenzione-terms.js';
import * as convenzioni from './convenzioni.js';
import * as desk from './desk.js';
import * as documents from './documents.js';
import * as dossiers from './dossiers.js';
import * as drafts from './drafts.js';
import * as draftThreads from './draft-threads.js';
import * as draftVersions from './draft-versions.js';
import * as facts from './facts.js';
import * as redlines from './redlines.js';
import * as enti from './enti.js';
import * as indicators from './indicators.js';
import * as intake from './intake.js';
import * as integrationRequests from './integration-requests.js';
import * as expertise from './expertise.js';
import * as jobs from './jobs.js';
import * as law from './law.js';
import * as kinds from './kinds.js';
import * as notifications from './notifications.js';
import * as office from './office.js';
import * as operations from './operations.js';
import * as packages from './packages.js';
import * as people from './people.js';
import * as published from './published.js';
import * as reviewGrants from './review-grants.js';
import * as reviews from './reviews.js';
import * as roles from './roles.js';
import { type RouteContract } from './route.js';
import * as session from './session.js';
import * as sheet from './sheet.js';
import * as statements from './statements.js';
import * as templates from './templates.js';
import * as thread from './thread.js';
import * as templateLint from './template-lint.js';
import * as terms from './terms.js';
import * as surveys from './surveys.js';
import * as wordReturn from './word-return.js';

const isRoute = (value: unknown): value is RouteContract =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value;

/** Every operation of the public API: what OpenAPI describes and what the architecture test expects to find mounted. */
export const routes: readonly RouteContract[] = [
  session,
  account,
  people,
  enti,
  roles,
  law,
  convenzioni,
  dossiers,
  declarations,
  reviewGrants,
  reviews,
  assignments,
  audit,
  intake,
  sheet,
  documents,
  facts,
  drafts,
  wordReturn,
  draftThreads,
  draftVersions,
  redlines,
  attachments,
  convenzioneTerms,
  statements,
  checks,
  checklists,
  clauses,
  community,
  surveys,
  packages,
  published,
  desk,
  indicators,
  kinds,
  templates,
  thread,
  integrationRequests,
  templateLint,
  terms,
  expertise,
  jobs,
  notifications,
  office,
  operations,
].flatMap((module) => Object.values(module).filter(isRoute));
