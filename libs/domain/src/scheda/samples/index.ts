export { postpone } from './postpone.js';
export { refezioneTuoro } from './refezione-tuoro.js';
export { scuolaMassaMartana } from './scuola-massa-martana.js';
export { workedExample, workedExampleAsOf, workedExampleDeadlines, workedExampleSmaller } from './worked-example.js';
