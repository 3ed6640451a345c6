import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type PackageBlock } from '../api/client';
import { StatusText } from '../ui/feedback';
import { Disclosure, PlainList } from '../ui/layout';
import { Jump } from './jump';

const shownAtOnce = 8;

/** Several checks can miss the same thing: it is said once. */
export function distinctBlocks(blocks: readonly PackageBlock[]): readonly PackageBlock[] {
  return [...new Map(blocks.map((block) => [`${block.message} ${block.path ?? block.documentCode ?? ''}`, block])).values()];
}

function Items({ blocks, dossierId, label }: { blocks: readonly PackageBlock[]; dossierId: string; label: string }): ReactElement {
  return (
    <PlainList label={label}>
      {blocks.map((block) => (
        <li key={`${block.message} ${block.path ?? block.documentCode ?? ''}`}>
          <StatusText tone="danger" icon="it-error">
            <Jump dossierId={dossierId} path={block.path} documentCode={block.documentCode} checkId={block.checkId}>
              {block.message}
            </Jump>
          </StatusText>
        </li>
      ))}
    </PlainList>
  );
}

/** What stands in the way, each with the way to the place where it is mended; a long list is folded. */
export function BlockList({
  blocks,
  dossierId,
  label,
}: {
  blocks: readonly PackageBlock[];
  dossierId: string;
  label: string;
}): ReactElement {
  const { t } = useTranslation();
  const rest = blocks.slice(shownAtOnce);
  return (
    <>
      <Items blocks={blocks.slice(0, shownAtOnce)} dossierId={dossierId} label={label} />
      {rest.length > 0 && (
        <Disclosure summary={t('fascicolo.altriBlocchi', { count: rest.length })}>
          <Items blocks={rest} dossierId={dossierId} label={t('fascicolo.altriBlocchi', { count: rest.length })} />
        </Disclosure>
      )}
    </>
  );
}
