import { OutlinesHandEdits1795305600060 } from './1795305600060-outlines-hand-edits.js';
import { FactPlaces1795305600061 } from './1795305600061-fact-places.js';
import { type MigrationInterface } from 'typeorm';
import { Tables1795305600000 } from './1795305600000-tables.js';
import { Integrity1795305600001 } from './1795305600001-integrity.js';
import { RowLevelSecurity1795305600002 } from './1795305600002-row-level-security.js';
import { JobSteps1795305600003 } from './1795305600003-job-steps.js';
import { JobUpdatesInPlace1795305600004 } from './1795305600004-job-updates-in-place.js';
import { EntiRolesCoverage1795305600005 } from './1795305600005-enti-roles-coverage.js';
import { AuditSeals1795305600006 } from './1795305600006-audit-seals.js';
import { ConvenzioneDecides1795305600007 } from './1795305600007-convenzione-decides.js';
import { Credentials1795305600008 } from './1795305600008-credentials.js';
import { MemberAccounts1795305600010 } from './1795305600010-member-accounts.js';
import { SigningIn1795305600011 } from './1795305600011-signing-in.js';
import { DossierCounts1795305600012 } from './1795305600012-dossier-counts.js';
import { RegistryChain1795305600013 } from './1795305600013-registry-chain.js';
import { PublishedTenders1795305600014 } from './1795305600014-published-tenders.js';
import { ConvenzioneReminders1795305600009 } from './1795305600009-convenzione-reminders.js';
import { DossierTerms1795305600038 } from './1795305600038-dossier-terms.js';
import { CalendarFeeds1795305600039 } from './1795305600039-calendar-feeds.js';
import { DeclarationsAndLeaves1795305600020 } from './1795305600020-declarations-and-leaves.js';
import { KindVersions1795305600046 } from './1795305600046-kind-versions.js';
import { ExpertDays1795305600047 } from './1795305600047-expert-days.js';
import { SecondWall1795305600021 } from './1795305600021-second-wall.js';
import { DeclaredRoles1795305600022 } from './1795305600022-declared-roles.js';
import { Notifications1795305600043 } from './1795305600043-notifications.js';
import { TendersToTheEnd1795305600033 } from './1795305600033-tenders-to-the-end.js';
import { DossierStays1795305600035 } from './1795305600035-dossier-stays.js';
import { AssignmentsAbsences1795305600036 } from './1795305600036-assignments-absences.js';
import { AssignmentFacts1795305600037 } from './1795305600037-assignment-facts.js';
import { LegalParameters1795305600030 } from './1795305600030-legal-parameters.js';
import { Requests1795305600041 } from './1795305600041-requests.js';
import { MailMessages1795305600044 } from './1795305600044-mail-messages.js';
import { LawPreviews1795305600031 } from './1795305600031-law-previews.js';
import { Attachments1795305600049 } from './1795305600049-attachments.js';
import { Checklists1795305600050 } from './1795305600050-checklists.js';
import { SurveyedCases1795305600051 } from './1795305600051-surveyed-cases.js';
import { TemplateLibrary1795305600054 } from './1795305600054-template-library.js';
import { MovedDeadlines1795305600053 } from './1795305600053-moved-deadlines.js';
import { DiscardedReturns1795305600082 } from './1795305600082-discarded-returns.js';
import { ReadingsOfPdfs1795305600076 } from './1795305600076-readings-of-pdfs.js';
import { LawOfFreezes1795305600080 } from './1795305600080-law-of-freezes.js';
import { WordReturns1795305600074 } from './1795305600074-word-returns.js';
import { OfficeCopies1795305600077 } from './1795305600077-office-copies.js';
import { ProviderToken1795305600081 } from './1795305600081-provider-token.js';
import { ValuesInDrafts1795305600071 } from './1795305600071-values-in-drafts.js';
import { Community1795305600064 } from './1795305600064-community.js';
import { Drafts1795305600065 } from './1795305600065-drafts.js';
import { DraftThreads1795305600068 } from './1795305600068-draft-threads.js';
import { DraftVersions1795305600069 } from './1795305600069-draft-versions.js';
import { Reviews1795305600070 } from './1795305600070-reviews.js';
import { StandingsOfDrafts1795305600072 } from './1795305600072-standings-of-drafts.js';
import { VersionsOfDrafts1795305600067 } from './1795305600067-versions-of-drafts.js';
import { ClauseVersions1795305600057 } from './1795305600057-clause-versions.js';
import { ClauseDeviations1795305600058 } from './1795305600058-clause-deviations.js';

/** Named one by one: a file that is forgotten here is seen by the drift check, a glob would hide it in the build. */

export const migrations: readonly (new () => MigrationInterface)[] = [
  Tables1795305600000,
  Integrity1795305600001,
  RowLevelSecurity1795305600002,
  JobSteps1795305600003,
  JobUpdatesInPlace1795305600004,
  EntiRolesCoverage1795305600005,
  AuditSeals1795305600006,
  ConvenzioneDecides1795305600007,
  Credentials1795305600008,
  MemberAccounts1795305600010,
  SigningIn1795305600011,
  ConvenzioneReminders1795305600009,
  DossierCounts1795305600012,
  RegistryChain1795305600013,
  PublishedTenders1795305600014,
  DeclarationsAndLeaves1795305600020,
  SecondWall1795305600021,
  DeclaredRoles1795305600022,
  Notifications1795305600043,
  TendersToTheEnd1795305600033,
  DossierStays1795305600035,
  AssignmentsAbsences1795305600036,
  AssignmentFacts1795305600037,
  LegalParameters1795305600030,
  LawPreviews1795305600031,
  KindVersions1795305600046,
  Requests1795305600041,
  MailMessages1795305600044,
  DossierTerms1795305600038,
  CalendarFeeds1795305600039,
  Attachments1795305600049,
  Checklists1795305600050,
  SurveyedCases1795305600051,
  ExpertDays1795305600047,
  TemplateLibrary1795305600054,
  MovedDeadlines1795305600053,
  ClauseVersions1795305600057,
  ClauseDeviations1795305600058,
  OutlinesHandEdits1795305600060,
  FactPlaces1795305600061,
  Community1795305600064,
  Drafts1795305600065,
  Reviews1795305600070,
  StandingsOfDrafts1795305600072,
  VersionsOfDrafts1795305600067,
  WordReturns1795305600074,
  OfficeCopies1795305600077,
  ProviderToken1795305600081,
  ValuesInDrafts1795305600071,
  DraftThreads1795305600068,
  DraftVersions1795305600069,
  ReadingsOfPdfs1795305600076,
  LawOfFreezes1795305600080,
  DiscardedReturns1795305600082,
];
