export { compileTemplate, type CompiledTemplate, type Compilation } from './compile-template.js';
export { type FieldKind, type TemplateField } from './field-catalogue.js';
export { filters } from './filters.js';
export { RenderFailure, RenderPool, defaultRenderPool, type PooledRendering, type RenderPoolOptions } from './render-pool.js';
export { renderTemplate, describeProblems, findProblems, type Rendering } from './render-template.js';
export { blockingFindings, describeFinding, type FindingCode, type Severity, type TemplateFinding } from './template-finding.js';
export { BrokenTemplates, loadTemplates, TemplateLibrary, type LoadedTemplate, type TemplateLibraryOptions } from './template-library.js';
export { templateManifest, type TemplateManifest } from './template-manifest.js';
export { type PrintedValue } from './printed-values.js';
