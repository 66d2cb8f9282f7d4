// The least that an inventory of Claude Code's transcripts can cost: checks that every line is JSON, reads the fields
// that a summary needs, joins results with calls by their ids, and adds tokens up. Prints what it counted.
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  const char *at;
  uint32_t length;
} Text;

static const char *p;
static const char *end;

// Of the line that is read.
static Text type, session, timestamp, cwd, branch, version, model, block_type, block_id;
static uint64_t uuid, parent;
static double tokens[4];
static int block_failed;

// Of all lines.
static uint64_t records, calls, joined, failed, refused, linked, distinct;
static double total[4];
static uint64_t *ids;
static uint64_t room = 1 << 16, held;

static uint64_t hash(Text text) {
  uint64_t h = 0xcbf29ce484222325ull;
  for (uint32_t n = 0; n < text.length; n += 1) h = (h ^ (unsigned char)text.at[n]) * 0x100000001b3ull;
  return h | 1;
}

static int put(uint64_t id) {
  if (held * 2 > room) {
    uint64_t *before = ids, size = room;
    room *= 2;
    held = 0;
    ids = calloc(room, sizeof *ids);
    for (uint64_t n = 0; n < size; n += 1)
      if (before[n]) put(before[n]);
    free(before);
  }
  uint64_t slot = (id * 0x9e3779b97f4a7c15ull) & (room - 1);
  for (; ids[slot]; slot = (slot + 1) & (room - 1))
    if (ids[slot] == id) return 0;
  ids[slot] = id;
  held += 1;
  return 1;
}

static int has(uint64_t id) {
  uint64_t slot = (id * 0x9e3779b97f4a7c15ull) & (room - 1);
  for (; ids[slot]; slot = (slot + 1) & (room - 1))
    if (ids[slot] == id) return 1;
  return 0;
}

static int is(Text text, const char *name) {
  return text.length == strlen(name) && memcmp(text.at, name, text.length) == 0;
}

static void blank(void) {
  while (p < end && (*p == ' ' || *p == '\t' || *p == '\r')) p += 1;
}

static int string(Text *text) {
  if (p >= end || *p != '"') return 0;
  p += 1;
  text->at = p;
  for (; p < end && *p != '"'; p += 1) {
    if ((unsigned char)*p < 0x20) return 0;
    if (*p == '\\') {
      p += 1;
      if (p >= end || !strchr("\"\\/bfnrtu", *p)) return 0;
    }
  }
  text->length = (uint32_t)(p - text->at);
  return p++ < end;
}

enum Place { elsewhere, line, message, usage, content, block };

static int value(enum Place place, Text name);

static void take(enum Place place, Text name, Text found) {
  if (place == line) {
    if (is(name, "type")) type = found;
    else if (is(name, "sessionId")) session = found;
    else if (is(name, "timestamp")) timestamp = found;
    else if (is(name, "cwd")) cwd = found;
    else if (is(name, "gitBranch")) branch = found;
    else if (is(name, "version")) version = found;
    else if (is(name, "uuid")) uuid = hash(found);
    else if (is(name, "parentUuid")) parent = hash(found);
  } else if (place == message) {
    if (is(name, "model")) model = found;
  } else if (place == block) {
    if (is(name, "type")) block_type = found;
    else if (is(name, "id") || is(name, "tool_use_id")) block_id = found;
  }
}

static enum Place inside(enum Place place, Text name) {
  if (place == line && is(name, "message")) return message;
  if (place == message && is(name, "usage")) return usage;
  if (place == message && is(name, "content")) return content;
  return elsewhere;
}

static void close_block(void) {
  if (is(block_type, "tool_use")) {
    calls += (uint64_t)put(hash(block_id));
  } else if (is(block_type, "tool_result")) {
    joined += (uint64_t)has(hash(block_id));
    failed += (uint64_t)block_failed;
  }
}

static int object(enum Place place) {
  p += 1;
  blank();
  if (p < end && *p == '}') return p++, 1;
  for (;;) {
    Text name;
    if (!string(&name)) return 0;
    blank();
    if (p >= end || *p++ != ':') return 0;
    blank();
    if (!value(place, name)) return 0;
    blank();
    if (p >= end) return 0;
    if (*p == '}') return p++, 1;
    if (*p++ != ',') return 0;
    blank();
  }
}

static int array(enum Place place) {
  p += 1;
  blank();
  if (p < end && *p == ']') return p++, 1;
  for (;;) {
    if (place == content && p < end && *p == '{') {
      block_type.length = block_id.length = 0;
      block_failed = 0;
      if (!object(block)) return 0;
      close_block();
    } else if (!value(elsewhere, (Text){"", 0})) {
      return 0;
    }
    blank();
    if (p >= end) return 0;
    if (*p == ']') return p++, 1;
    if (*p++ != ',') return 0;
    blank();
  }
}

static int number(enum Place place, Text name) {
  char *behind;
  double read = strtod(p, &behind);
  if (behind == p) return 0;
  p = behind;
  if (place != usage) return 1;
  if (is(name, "input_tokens")) tokens[0] = read;
  else if (is(name, "output_tokens")) tokens[1] = read;
  else if (is(name, "cache_read_input_tokens")) tokens[2] = read;
  else if (is(name, "cache_creation_input_tokens")) tokens[3] = read;
  return 1;
}

static int literal(const char *word) {
  size_t length = strlen(word);
  if ((size_t)(end - p) < length || memcmp(p, word, length)) return 0;
  p += length;
  return 1;
}

static int value(enum Place place, Text name) {
  Text found;
  if (p >= end) return 0;
  switch (*p) {
    case '"':
      if (!string(&found)) return 0;
      take(place, name, found);
      return 1;
    case '{': return object(inside(place, name));
    case '[': return array(inside(place, name));
    case 't':
      if (place == block && is(name, "is_error")) block_failed = 1;
      return literal("true");
    case 'f': return literal("false");
    case 'n': return literal("null");
    default: return number(place, name);
  }
}

static void read_line(void) {
  type.length = session.length = timestamp.length = cwd.length = branch.length = version.length = model.length = 0;
  uuid = parent = 0;
  memset(tokens, 0, sizeof tokens);
  blank();
  if (p == end) return;
  if (*p != '{' || !object(line)) {
    refused += 1;
    return;
  }
  records += 1;
  if (parent && has(parent)) linked += 1;
  if (uuid) put(uuid);
  distinct += (uint64_t)put(hash(session) ^ hash(cwd) ^ hash(branch) ^ hash(version) ^ hash(model));
  for (int n = 0; n < 4; n += 1) total[n] += tokens[n];
}

static void read_file(const char *path) {
  struct stat about;
  int file = open(path, O_RDONLY);
  if (file < 0 || fstat(file, &about) || about.st_size == 0) {
    if (file >= 0) close(file);
    return;
  }
  size_t size = (size_t)about.st_size;
  char *all = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  if (all != MAP_FAILED) {
    for (const char *at = all; at < all + size; at = end + 1) {
      end = memchr(at, '\n', (size_t)(all + size - at));
      if (!end) end = all + size;
      p = at;
      read_line();
    }
    munmap(all, size);
  }
  close(file);
}

int main(int count, char **paths) {
  ids = calloc(room, sizeof *ids);
  for (int n = 1; n < count; n += 1) read_file(paths[n]);
  printf("%llu records, %llu refused, %llu calls, %llu joined, %llu failed, %llu linked, %llu contexts\n",
         (unsigned long long)records, (unsigned long long)refused, (unsigned long long)calls,
         (unsigned long long)joined, (unsigned long long)failed, (unsigned long long)linked,
         (unsigned long long)distinct);
  printf("%.0f %.0f %.0f %.0f tokens\n", total[0], total[1], total[2], total[3]);
  return 0;
}
