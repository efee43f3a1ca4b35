/** Opens Entra's page as a browser would, presses its only button, and gives back what is shown at the end. */
export async function press(url: string): Promise<string> {
  const page = await (await fetch(url)).text();
  const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1];
  if (action === undefined) return page;
  const inputs = page.matchAll(/name="([^"]+)" value="([^"]*)"/g);
  const fields = [...inputs].map(([, name = '', value = '']) => [name, unescaped(value)]);
  const body = new URLSearchParams(fields);
  return (await fetch(action.replace('localhost', '127.0.0.1'), { method: 'POST', body })).text();
}

function unescaped(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}
