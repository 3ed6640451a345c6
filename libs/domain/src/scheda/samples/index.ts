export { arrediTuoro } from './arredi-tuoro.js';
export { postpone } from './postpone.js';
export { puliziaMontone } from './pulizia-montone.js';
export { refezioneTuoro } from './refezione-tuoro.js';
export { scuolaMassaMartana } from './scuola-massa-martana.js';
export { workedExample, workedExampleAsOf, workedExampleDeadlines, workedExampleSmaller } from './worked-example.js';
