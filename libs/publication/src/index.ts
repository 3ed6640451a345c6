export { measurePackagingMemory, type PackagingMemory } from './packaging-memory.js';
export { PublicationModule } from './publication.module.js';
