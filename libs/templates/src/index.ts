export { docxFromText, type Authored } from './authoring/docx-from-text.js';
export { unknownValues } from './lint/tag-rules.js';
export { AffectedTemplates } from './affected-templates.js';
export { compileTemplate, type CompiledTemplate, type Compilation } from './compile-template.js';
export { composeTemplate, type Composition, type Parts } from './compose/compose-template.js';
export { WordPackage } from './compose/word-package.js';
export { originOf, type IncludedPart, type Origins, type Part, type PartOrigin } from './compose/part.js';
export { ComposedTemplates, type LoadedTemplate } from './composed-templates.js';
export { type FieldKind, type TemplateField } from './field-catalogue.js';
export { filters } from './filters.js';
export { annotateDocx } from './lint/annotate-docx.js';
export { lintTemplate, type LintReport, type LintRequest } from './lint/lint-template.js';
export { IncludeSources, type IncludeQuestion } from './include-sources.js';
export { authorizeLibrary } from './library-access.js';
export { checkRelease, loadTemplates, partsInForce } from './release-check.js';
export {
  partFolders,
  partText,
  readRelease,
  releasePart,
  type ReleaseFiles,
  type ReleasePart,
  type TemplateSource,
} from './release-files.js';
export { RenderFailure, RenderPool, defaultRenderPool, type PooledRendering, type RenderPoolOptions } from './render-pool.js';
export { renderTemplate, describeProblems, findProblems, printingsOf, type Gaps, type Rendering } from './render-template.js';
export { blockingFindings, describeFinding, type FindingCode, type Severity, type TemplateFinding } from './template-finding.js';
export { BrokenTemplates, TemplateLibrary, type TemplateLibraryOptions } from './template-library.js';
export { partManifest, templateManifest, type PartManifest, type TemplateManifest } from './template-manifest.js';
export { type PrintedValue, type Printing } from './printed-values.js';
export { OriginFinder } from './origin-finder.js';
export { TemplatePins } from './template-pins.js';
export { type TemplatePinEntity } from './template-pin.entity.js';
export { TemplateShelf, type DossierShelf, type TemplateStanding } from './template-shelf.js';
export { TemplatesModule } from './templates.module.js';
export { TemplateCheck } from './template-check.js';
export { OwnTemplates } from './own-templates.js';
export { countedChanges, describedChanges } from './trials/described-changes.js';
export { lineChanges, type LineChange } from './trials/line-diff.js';
export { normalisedText } from './trials/normalised-text.js';
export { readTrial, readTrialSheet, travellingContext, travellingTrials, trialNames } from './trials/trial.js';
export { TemplateUploads } from './template-uploads.js';
