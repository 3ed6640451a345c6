export { measurePackagingMemory, type PackagingMemory } from './packaging-memory.js';
export { PackageExtras } from './package-extras.js';
export { PublicationModule } from './publication.module.js';
