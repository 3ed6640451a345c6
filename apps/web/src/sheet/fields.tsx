import { type OggettoContratto } from '@gare/contracts/scheda/field';
import { type ReactElement } from 'react';
import { FieldGrid, FieldGroup } from '../ui/field-group';
import { OneOfField, SomeOfField, YesNoField } from './chosen-field';
import { DateField, MomentField } from './dated-field';
import { type FieldNode } from './form-field';
import { controlId } from './focus-field';
import { ListEditor } from './list-editor';
import { useSheetTools, useValue } from './sheet-context';
import { TypedField } from './typed-field';

interface FieldsProps {
  readonly nodes: readonly FieldNode[];
  /** Path of the group or item that holds the fields; empty at the top. */
  readonly prefix: string;
  readonly depth: number;
  /** Objects of contract of the lots concerned; empty while none is chosen. */
  readonly objects: readonly OggettoContratto[];
}

/** Whether the field has a meaning here. A field that holds a value is always shown: nothing is hidden that is saved. */
function useApplies(node: FieldNode, path: string, objects: readonly OggettoContratto[]): boolean {
  const filled = useValue(path) !== undefined;
  const { appliesWhen } = node.field;
  return filled || appliesWhen === undefined || objects.length === 0 || objects.some((object) => appliesWhen.includes(object));
}

function SimpleField({ node, path }: { node: FieldNode; path: string }): ReactElement {
  const { field } = node;
  switch (field.kind) {
    case 'boolean':
      return <YesNoField field={field} path={path} />;
    case 'enum':
      return <OneOfField field={field} path={path} />;
    case 'enums':
      return <SomeOfField field={field} path={path} />;
    case 'date':
      return <DateField field={field} path={path} />;
    case 'datetime':
      return <MomentField field={field} path={path} />;
    default:
      return <TypedField field={field} path={path} />;
  }
}

function Field({
  node,
  path,
  depth,
  objects,
}: {
  node: FieldNode;
  path: string;
  depth: number;
  objects: readonly OggettoContratto[];
}): ReactElement | null {
  const applies = useApplies(node, path, objects);
  if (!applies) return null;
  const { field } = node;
  if (field.kind === 'list') {
    return (
      <ListEditor node={node} path={path} depth={depth} objects={objects}>
        {(item) => <Fields nodes={node.children} depth={depth + 1} {...item} />}
      </ListEditor>
    );
  }
  if (field.kind === 'group') {
    return (
      <FieldGroup legend={field.label} hint={field.hint} id={controlId(path)} level={depth === 0 ? 'group' : 'inner'}>
        <Fields nodes={node.children} prefix={path} depth={depth + 1} objects={objects} />
      </FieldGroup>
    );
  }
  return <SimpleField node={node} path={path} />;
}

export function Fields({ nodes, prefix, depth, objects }: FieldsProps): ReactElement {
  return (
    <FieldGrid>
      {nodes.map((node) => {
        const path = prefix === '' ? node.name : `${prefix}/${node.name}`;
        return <Field key={path} node={node} path={path} depth={depth} objects={objects} />;
      })}
    </FieldGrid>
  );
}

/** The objects of contract chosen in the lots, or in one of them. */
export function useContractObjects(lotId?: string): readonly OggettoContratto[] {
  const { session } = useSheetTools();
  const lots = useValue('lotti');
  const ids = lotId === undefined ? (Array.isArray(lots) ? lots.map((lot) => String((lot as { id?: unknown }).id)) : []) : [lotId];
  return ids.flatMap((id) => {
    const object = session.valueAt(`lotti/${id}/oggettoContratto`);
    return object === 'works' || object === 'services' || object === 'supplies' ? [object] : [];
  });
}
