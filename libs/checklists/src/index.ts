export { ChecklistsChanged } from './checklists-changed.js';
export { ChecklistsModule } from './checklists.module.js';
export { ChecklistsReader } from './checklists.reader.js';
