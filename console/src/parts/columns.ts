// The flat list of columns, in order, as a tree and as lines to choose from.
interface Line {
  id: number;
  name: string;
  parent: number | null;
}
export interface ColumnNode {
  id: number;
  label: string;
  children: ColumnNode[];
}

/** A column whose parent is not in the list stands at the top, so that nothing disappears. */
export function treeOfColumns(columns: Line[]): ColumnNode[] {
  const nodes = new Map(
    columns.map((column) => [column.id, { id: column.id, label: column.name, children: [] as ColumnNode[] }]),
  );
  const top: ColumnNode[] = [];
  for (const column of columns) {
    const node = nodes.get(column.id)!;
    const parent = column.parent != null && column.parent !== column.id ? nodes.get(column.parent) : undefined;
    (parent?.children ?? top).push(node);
  }
  return top;
}

interface Place {
  id: number;
  name: string;
  columns: Line[];
}
/** The columns of one site, or of several below a line for each site, whose id is negative: it is no column. */
export function treeOfPlaces(places: Place[]): ColumnNode[] {
  if (places.length === 1) return treeOfColumns(places[0].columns);
  return places.map((place) => ({ id: -place.id, label: place.name, children: treeOfColumns(place.columns) }));
}

export interface ColumnLine {
  id: number;
  label: string;
  depth: number;
}
export function linesOfColumns(columns: Line[]): ColumnLine[] {
  const lines: ColumnLine[] = [];
  const walk = (nodes: ColumnNode[], depth: number) => {
    for (const node of nodes) {
      lines.push({ id: node.id, label: node.label, depth });
      walk(node.children, depth + 1);
    }
  };
  walk(treeOfColumns(columns), 0);
  return lines;
}
