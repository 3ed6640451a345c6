import { type FigureTerms } from '../../bench/figure.js';
import { type FaultFigure, type FaultOptions } from '../fault-figure.js';
import { type EditBook } from './edit-book.js';
import { type Verdict } from './verdict.js';

interface Outcome {
  readonly verdict: Verdict;
  readonly book: EditBook;
  readonly killed: number;
  readonly refusals: number;
  readonly different: number;
}

const setting =
  'Api, worker, two processes of drafts behind a plain TCP balancer, PostgreSQL and Redis, each a process of its own; twelve people (two of the Province, one of the comune and a lawyer who proposes, in each of three drafts of a real tender) insert, take out and make bold words nobody else writes, lose the network for some seconds now and then, and come back with a new ticket as the browser does. SIGKILL hits a process of drafts, the worker, PostgreSQL or Redis at random moments; at each some machines of people die too, so that nobody is left who could bring what they had typed.';

const counted = (figure: string, target: number, mustBe: FigureTerms['mustBe'], description: string): FigureTerms => ({
  ...{ figure, unit: 'edits' as const, peer: null, target, mustBe, description },
});

/** What a run of `npm run faults -- drafting` is held to. */
export function figuresOf({ verdict, book, killed, refusals, different }: Outcome, { edits, kills }: FaultOptions): FaultFigure[] {
  const { lost, doubled, disordered, unsigned } = verdict;
  return [
    {
      value: lost.length,
      terms: counted(
        'acknowledged-edits-lost',
        0,
        'atMost',
        `${setting} Lost is an insertion, a deletion or an emphasis of which the page would have said that it is saved, and which is not in the draft that a process that has seen nothing loads from Postgres.`,
      ),
    },
    { value: book.saved, terms: counted('acknowledged-edits', edits, 'atLeast', 'How many edits the pages said were saved.') },
    {
      value: killed,
      terms: { ...counted('kills', kills, 'atLeast', 'How many times a process was killed with SIGKILL.'), unit: 'kills' },
    },
    { value: doubled.length, terms: counted('edits-doubled', 0, 'atMost', 'Edits that stand in the draft twice.') },
    {
      value: disordered.length,
      terms: counted(
        'edits-out-of-order',
        0,
        'atMost',
        'Edits of one person in one block that stand in another order than they were typed.',
      ),
    },
    {
      value: unsigned.length,
      terms: counted('proposals-without-author', 0, 'atMost', 'Acknowledged proposals that have lost their id or their author.'),
    },
    { value: refusals, terms: counted('edits-refused', 0, 'atMost', 'Edits within the rights of who made them that the server refused.') },
    {
      value: different,
      terms: {
        ...counted(
          'pages-that-differ',
          0,
          'atMost',
          'Pages open at the end, and pages opened then at each of the two processes, that do not show what Postgres has.',
        ),
        unit: 'pages',
      },
    },
  ];
}
