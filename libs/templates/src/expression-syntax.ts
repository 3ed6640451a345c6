import { Lexer, Parser } from 'angular-expressions';

/** The nodes of an expression that templates may use; anything else is refused by the compiler. */
export type ExpressionNode =
  | { type: 'Identifier'; name: string }
  | { type: 'MemberExpression'; object: ExpressionNode; property: ExpressionNode; computed: boolean }
  | { type: 'Literal'; value: unknown }
  | { type: 'UnaryExpression'; operator: string; argument: ExpressionNode }
  | { type: 'BinaryExpression' | 'LogicalExpression'; operator: string; left: ExpressionNode; right: ExpressionNode }
  | { type: 'ConditionalExpression'; test: ExpressionNode; alternate: ExpressionNode; consequent: ExpressionNode }
  | { type: 'CallExpression' | 'FilterExpression'; callee: ExpressionNode; arguments: ExpressionNode[]; filter?: boolean }
  | { type: 'ThisExpression' }
  | { type: 'Other'; kind: string };

/** A tag that cannot be read at all; the message is for the template's author. */
export class ExpressionError extends Error {}

const words: readonly (readonly [RegExp, string])[] = [
  [/(?<![\w.$])non\s+/g, '!'],
  [/\s+e\s+/g, ' && '],
  [/\s+(?:o|oppure)\s+/g, ' || '],
  [/(?<![\w.$])vero(?!\w)/g, 'true'],
  [/(?<![\w.$])falso(?!\w)/g, 'false'],
];

const letter = (character: string): boolean => /[\p{L}_$]/u.test(character);
const options = {
  csp: true,
  isIdentifierStart: letter,
  isIdentifierContinue: (character: string) => letter(character) || /\d/.test(character),
};

/** Curly quotes and hard spaces, which word processors put in by themselves, become plain ones. */
export function plainTag(text: string): string {
  return text
    .replace(/[’‘]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[\u00a0\u202f\s]+/g, ' ')
    .trim();
}

/**
 * Parses an expression of the tag language: the grammar of Angular expressions, with the words `e`, `o`
 * (`oppure`), `non`, `vero`, `falso`, and `.` for the item of a list.
 * Throws ExpressionError when it does not parse.
 */
export function parseExpression(source: string): ExpressionNode {
  const translated = source
    .split(/('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/)
    .map((piece, index) => (index % 2 === 1 ? piece : words.reduce((text, [word, operator]) => text.replace(word, operator), piece)))
    .join('');
  const text = translated.replace(/^\.(?=$|\s|\|)/, 'this');
  if (text.trim() === '') throw new ExpressionError('il tag è vuoto');
  const { body } = program(text);
  const [statement] = body;
  if (statement === undefined || body.length > 1) throw new ExpressionError('un tag contiene una sola espressione');
  return statement.expression;
}

function program(text: string): { body: { expression: ExpressionNode }[] } {
  try {
    const parser = new Parser(new Lexer(options), () => (value: unknown) => value, {
      csp: true,
      literals: { true: true, false: false, null: null },
      disabledSyntaxes: [],
    }) as unknown as {
      ast: { ast(source: string): { body: { expression: ExpressionNode }[] } };
    };
    return parser.ast.ast(text);
  } catch {
    throw new ExpressionError('l’espressione non si legge: controllare parentesi, apici e operatori');
  }
}
