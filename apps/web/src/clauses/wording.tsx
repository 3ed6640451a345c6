import { readableParagraphs } from '@gare/domain/clauses/readable-text';
import { type ReactElement } from 'react';
import { useFieldNames } from './field-names';

/** A text of a clause as a person reads it: no marks of style, fields by their names. */
export function Wording({ text }: { text: string }): ReactElement {
  const names = useFieldNames();
  return (
    <div className="gi-redline">
      {readableParagraphs(text, (path) => names.get(path)).map((paragraph, index) => (
        <p key={index} className="gi-redline-text">
          {paragraph}
        </p>
      ))}
    </div>
  );
}
