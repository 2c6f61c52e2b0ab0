# SPDX-License-Identifier: Apache-2.0
# install, find_package(maatstaf) and pkg-config.
