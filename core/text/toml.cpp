// SPDX-License-Identifier: GPL-3.0-or-later
#define TOML_IMPLEMENTATION // here, and in no other file
#include "core/text/toml.h"
