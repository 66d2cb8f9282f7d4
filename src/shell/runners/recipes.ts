interface Recipe {
  readonly before: readonly string[];
  readonly lines: string[];
}

const head = /^@?([A-Za-z_][\w-]*)(?:\s[^:=]*)?:(?!=)\s*([^#]*)/;

/**
 * The lines of a justfile that the recipes with these names run, after those that they depend on; of the first recipe
 * where none is named. https://just.systems/man/en/recipes.html
 */
export function linesOfRecipes(text: string, names: readonly string[]): readonly string[] {
  const recipes = recipesIn(text);
  const [first] = recipes.keys();
  const wanted = names.filter((name) => recipes.has(name));
  const done = new Set<string>();
  const linesOf = (name: string): readonly string[] => {
    const recipe = recipes.get(name);
    if (!recipe || done.has(name)) return [];
    done.add(name);
    return [...recipe.before.flatMap(linesOf), ...recipe.lines];
  };
  return (wanted.length > 0 || first === undefined ? wanted : [first]).flatMap(linesOf);
}

function recipesIn(text: string): ReadonlyMap<string, Recipe> {
  const recipes = new Map<string, Recipe>();
  let current: Recipe | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s+\S/.test(line)) current?.lines.push(line.trim().replace(/^[@-]+/, ''));
    const [, name, before = ''] = head.exec(line) ?? [];
    if (name === undefined) continue;
    current = { before: before.match(/[A-Za-z_][\w-]*/g) ?? [], lines: [] };
    recipes.set(name, current);
  }
  return recipes;
}
